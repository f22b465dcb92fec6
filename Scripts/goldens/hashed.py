"""Numbers that every language can make again without a file: a hash of a name and an index.

Element i of the tensor called `name` is float32(low + (high - low) * u), computed in float64, where
u = (splitmix64(fnv1a64(name) + i) >> 40) / 2^24 and i counts in row-major order.
"""

import math

import numpy as np


def key(name):
    """Returns the FNV-1a 64-bit hash of the UTF-8 bytes of a name."""
    value = 0xCBF29CE484222325
    for byte in name.encode("utf-8"):
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def mixed(name, count):
    """Returns splitmix64(key(name) + i) for i in 0..<count."""
    z = np.uint64(key(name)) + np.arange(count, dtype=np.uint64)
    z = z + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def unit(name, count):
    """Returns `count` numbers in [0, 1) as float64, each a multiple of 2^-24."""
    return (mixed(name, count) >> np.uint64(40)).astype(np.float64) / 2.0**24


def uniform(name, shape, low, high):
    """Returns a float32 array of the shape, between low and high."""
    values = low + (high - low) * unit(name, math.prod(shape))
    return values.astype(np.float32).reshape(shape)


def classes(name, count, classes):
    """Returns `count` class indices in 0..<classes."""
    return np.floor(unit(name, count) * classes).astype(np.int64)


def binary(name, shape):
    """Returns zeros and ones of the shape, one where u >= 0.5."""
    return (unit(name, math.prod(shape)) >= 0.5).astype(np.float32).reshape(shape)


def sketch(name, values, buckets=1024):
    """Returns a count-sketch of a flat float64 array: a linear map to `buckets` numbers.

    It keeps the squared distance of two arrays in expectation, so a relative error can be measured on it.
    """
    hashes = mixed("sketch:" + name, values.size)
    signs = np.where(hashes >> np.uint64(63), -1.0, 1.0)
    return np.bincount((hashes & np.uint64(buckets - 1)).astype(np.int64), signs * values, buckets)
