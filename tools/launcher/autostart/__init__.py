"""Starting the hub with this machine: at the user's logon, or before anybody logs on."""
