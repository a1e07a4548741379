"""The workflow of a joint position: comments, points gathered from them, and the paper to take along."""
