"""What Redis does in one step, and under which names it keeps it.

A room has a *head* (epoch, last number, and in which run of Redis it was last seen), a *ring* of its last events, and what
was *told*: for each point, and for what else the room shows, a digest of how it was last told to the readers, by which
``mending`` finds what never was.
"""

from __future__ import annotations

KEPT_SECONDS = 86_400  # after a room's last event
CHANNELS = "majlis-live:*"

# Numbers, keeps and tells an event. KEYS: head, ring, told, channel. ARGV: new epoch, body, ring size, seconds, name, digest.
PUBLISH = """
redis.call('HSETNX', KEYS[1], 'epoch', ARGV[1])
local epoch = redis.call('HGET', KEYS[1], 'epoch')
local number = redis.call('HINCRBY', KEYS[1], 'number', 1)
local event = epoch .. '.' .. number .. '\\n' .. ARGV[2]
redis.call('RPUSH', KEYS[2], event)
redis.call('LTRIM', KEYS[2], -tonumber(ARGV[3]), -1)
redis.call('EXPIRE', KEYS[1], ARGV[4])
redis.call('EXPIRE', KEYS[2], ARGV[4])
if ARGV[5] ~= '' then
    if ARGV[6] == '' then
        redis.call('HDEL', KEYS[3], ARGV[5])
    else
        redis.call('HSET', KEYS[3], ARGV[5], ARGV[6])
        redis.call('EXPIRE', KEYS[3], ARGV[4])
    end
end
redis.call('PUBLISH', KEYS[4], event)
return number
"""

# Returns epoch, number and ring. A Redis that was restarted may have gone back to older numbers, which readers have seen
# with other events: then all starts anew. KEYS: head, ring, told. ARGV: new epoch, seconds.
LOAD = """
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)') or ''
local before = redis.call('HGET', KEYS[1], 'run')
if before and before ~= run then
    redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
end
redis.call('HSETNX', KEYS[1], 'epoch', ARGV[1])
redis.call('HSET', KEYS[1], 'run', run)
redis.call('EXPIRE', KEYS[1], ARGV[2])
local head = redis.call('HMGET', KEYS[1], 'epoch', 'number')
return {head[1], head[2] or '0', redis.call('LRANGE', KEYS[2], 0, -1)}
"""


def head(name: str) -> str:
    """Return where a room's epoch and number are."""
    return f"majlis-live-head:{name}"


def ring(name: str) -> str:
    """Return where a room's last events are."""
    return f"majlis-live-ring:{name}"


def told(name: str) -> str:
    """Return where it stands how each point was last told."""
    return f"majlis-live-told:{name}"


def channel(name: str) -> str:
    """Return where a room's events are told."""
    return f"majlis-live:{name}"


def turn(name: str) -> str:
    """Return where it stands whose turn it is to look for what was never told."""
    return f"majlis-live-turn:{name}"
