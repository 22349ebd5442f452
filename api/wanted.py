"""What a GET asks for besides its path: parameters, encoding, and what the client has already."""

from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple
from urllib.parse import parse_qsl

from starlette.types import Scope

from api.compression import AS_IT_IS, Encoding, negotiate

# Longer ones are nobody's browser; they are not worth a place among the remembered ones.
MAX_ACCEPT_ENCODING = 200
# The same for parameters: the longer ones are read each time.
MAX_REMEMBERED_QUERY = 500

# Names and values as Starlette reads them.
Parameters = tuple[tuple[str, str], ...]


class Wanted(NamedTuple):
    parameters: Parameters
    encoding: Encoding
    if_none_match: bytes | None


def wanted_by(scope: Scope) -> Wanted:
    accepts = if_none_match = None
    for name, value in scope["headers"]:
        if name == b"accept-encoding":
            accepts = value if accepts is None else accepts + b"," + value
        elif name == b"if-none-match":
            if_none_match = value
    if accepts is None or len(accepts) > MAX_ACCEPT_ENCODING:
        encoding = AS_IT_IS
    else:
        encoding = negotiate(accepts)
    return Wanted(canonical(scope["query_string"]), encoding, if_none_match)


def canonical(query_string: bytes) -> Parameters:
    """The same for the same parameters in any order and any spelling of their characters."""
    if len(query_string) > MAX_REMEMBERED_QUERY:
        return _parameters(query_string)
    return _remembered_parameters(query_string)


def _parameters(query_string: bytes) -> Parameters:
    """Sorted by name alone: of a parameter that is given twice the last value counts, and the
    order of columns is the order in which they are named."""
    pairs = parse_qsl(query_string.decode("latin-1"), keep_blank_values=True)
    return tuple(sorted(pairs, key=itemgetter(0)))


_remembered_parameters = lru_cache(1_024)(_parameters)
