"""The only SQL that answers questions; REST, export, dashboard and chat all come through here."""
