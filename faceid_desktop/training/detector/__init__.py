"""Training of the face detector: a YuNet-like network, its data, targets, loss, export and evaluation."""
