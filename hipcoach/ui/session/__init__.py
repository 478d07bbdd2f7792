"""The pages before and after a session, one after the other as `coach` asks."""
