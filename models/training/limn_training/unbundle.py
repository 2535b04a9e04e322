"""`unbundle`: the cache, the renders and the checkpoint of a bundle, decoded into the work folder."""

from .bundle import unpack


def run(data, work, threads, bundle):
    unpack(bundle, work, threads)
    print(f"{work}: cache, renders and begin.pt of {bundle}")
