"""The figures that are always reported, with unit and goal; others are reported for reference."""

MEASURES = {">=": lambda value, bound: value >= bound, "<=": lambda value, bound: value <= bound}


class Goal:
    """A bound on the value or, with `of_peer`, on its ratio to the peer."""

    def __init__(self, sign, bound, of_peer=False):
        self.sign, self.bound, self.of_peer = sign, bound, of_peer

    def __str__(self):
        return f"{self.sign} {self.bound}{' x peer' if self.of_peer else ''}"

    def met(self, value, ratio):
        """Whether it holds; None when what it speaks of was not measured."""
        judged = ratio if self.of_peer else value
        return None if judged is None else MEASURES[self.sign](judged, self.bound)


FIGURES = {
    "append_single_vs_grpc": ("events/s", Goal(">=", 0.75, of_peer=True)),
    "append_single_vs_postgres": ("events/s", Goal(">=", 1.5, of_peer=True)),
    "append_single_vs_rocksdb": ("events/s", None),
    "append_single_p50": ("us", Goal("<=", 1.2, of_peer=True)),
    "append_hundred_vs_postgres": ("events/s", Goal(">=", 3, of_peer=True)),
    "append_hundred_vs_rocksdb": ("events/s", None),
    "import": ("rows/s", Goal(">=", 1.5, of_peer=True)),
    "query_idle_p99": ("us", Goal("<=", 5_000)),
    "query_loaded_p99": ("us", Goal("<=", 20_000)),
    "query_vs_postgres": ("us", Goal(">=", 50, of_peer=True)),
    "freshness_p99": ("us", Goal("<=", 20_000)),
    "rebuild": ("events/s", Goal(">=", 200_000)),
    "disk": ("bytes/event", Goal("<=", 200)),
    "memory_resident": ("bytes", Goal("<=", 1 << 30)),
    "start_clean": ("s", Goal("<=", 2)),
    "start_killed": ("s", Goal("<=", 5)),
}
