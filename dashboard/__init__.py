"""The Streamlit dashboard: draws what the API answers, and nothing else."""
