"""The one door for what is not to be trusted: a process gives up all but what a policy leaves it.

Standard library only, for any Python from 3.9 on: it is loaded in the children themselves.
"""
