"""The only room where parts are joined."""
