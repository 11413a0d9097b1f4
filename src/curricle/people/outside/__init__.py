"""Signing in by a university's own sign-in (OpenID Connect, authorisation code with PKCE). Off unless its address is set.

`provider` speaks with it over the network and nowhere else; `tokens` believes nothing it has not verified; `flow` holds the three
secrets of one attempt, which live in the session and are good once.
"""
