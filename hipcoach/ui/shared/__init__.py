"""What two features of the window share, and nothing that only one of them uses."""
