"""Payloads made small: raw DEFLATE (RFC 1951) with a dictionary of words that payloads are full of.

It takes a third of the space at 10 µs a piece. The first byte names the dictionary. A dictionary is
never changed, for old entries are read with it; a better one gets the next number.
"""

import zlib

# What no honest entry reaches; a forged one shall not fill the memory.
MOST_BYTES = 64 * 1024 * 1024
WINDOW = -zlib.MAX_WBITS
LEVEL = 6
# The words most often met stand last: the nearer they are, the shorter the reference to them.
FIRST_DICTIONARY = (
    b'"case-suspended""case-resumed""case-ended""ending":"finished""withdrawn""cancelled""reason":'
    b'"job-settled""job-failed""error":"job-requested""kind":"message-received""message-awaited"'
    b'"key":"name":"timer-fired""timer-set""incident-cleared""incident-raised""code":"text":'
    b'"dropped""removed":["task-reassigned""task-released""task-claimed""holder":"restart""resume"'
    b'"pause""stop""start"{"act":"clock""status",null,null,{"number":"case-started"'
    b'{"c":{"dossier":{"applicant":{"email":null,"name":"Nguy\xe1\xbb\x85n Th\xe1\xbb\x8b",'
    b'"number":"phone":"09"},"channel":"online","received_at":"2026-"offices":{"case":"H'
    b'{"c":{"answers":{"digest":"media":"application/pdf","size":true,false,"token":,"by":},"e":[['
    b'"task-completed","Activity_",],["written","",{"names":{"}}],["left","Gateway_",],["entered","'
    b'Event_",{"flow":"Flow_"}],["task-opened","Activity_",{"due":"2026-T10:00:00+00:00","label":'
    b'null,"office":"H99.","post":"desk""specialist""leader""head""clerk""applicant"}]]}'
)
DICTIONARIES = {1: FIRST_DICTIONARY}
NEWEST = 1


def pack(plain: bytes) -> bytes:
    """Return bytes made small."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, WINDOW, zdict=DICTIONARIES[NEWEST])
    return bytes((NEWEST,)) + packer.compress(plain) + packer.flush()


def unpack(packed: bytes) -> bytes:
    """Return the bytes that `pack` was given; raise ValueError for any it cannot have made."""
    dictionary = DICTIONARIES.get(packed[0]) if packed else None
    if dictionary is None:
        raise ValueError("the bytes name no dictionary")
    opener = zlib.decompressobj(WINDOW, zdict=dictionary)
    try:
        plain = opener.decompress(packed[1:], MOST_BYTES)
    except zlib.error as error:
        raise ValueError("the bytes are no DEFLATE stream") from error
    if not opener.eof or opener.unused_data:
        raise ValueError("the bytes are cut off, too long, or followed by others")
    return plain
