from tests.end2end.ordering import Ordering


class RealGoods(Ordering):
    pass
