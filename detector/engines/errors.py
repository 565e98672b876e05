"""What goes wrong with a model, said in one line."""


class EngineError(RuntimeError):
    """A model is missing, is of the wrong kind, or cannot be run; the message is one line for the user."""
