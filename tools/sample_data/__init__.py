"""Sample ERP files: deterministic, with every quirk of the real ones and a plant's rhythm."""
