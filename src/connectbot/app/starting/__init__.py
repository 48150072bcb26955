"""A new community: six questions, and a folder that runs."""
