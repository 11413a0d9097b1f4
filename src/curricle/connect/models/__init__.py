from curricle.connect.models.key import KeyRow

__all__ = ["KeyRow"]
