"""Python's manifests, interpreters and packages, as the modules of the room above use them."""
