"""The scan of a gallery's codes: a product of integers on a processor or a GPU, and who passes a limit.

int8 times int8, summed in 32 bits, is exact, so that every device lets the same persons pass
(`faceid_desktop.core.codes`).
"""

from __future__ import annotations

import threading

import numpy as np
import torch
from numpy.typing import NDArray

from faceid_desktop.core.codes import Codes, ProbeCodes
from faceid_desktop.core.records import Doubles

Indices = NDArray[np.int64]

ELEMENTS = 400_000
"""Products of a block: they stay in a processor's cache until they are compared."""

_MOST_ROWS = 65_536
_SPARE = 32
"""Rows behind the last one: integer products need more than 16 rows on a GPU, and torch 2.13 gives wrong ones
for a single row."""

_COLUMNS = 8
"""Integer products on a GPU need a multiple of so many probes."""

_FEW = 32
"""Fewer probes than this, but more than one, take a slow path on processors."""


class Scanner:
    """Codes of up to ``capacity`` persons on one device.

    Rows are written once, before anybody reads them; several threads may write different ones, and reading is
    safe from any thread.

    Parameters
    ----------
    capacity
        How many persons fit.
    width
        Length of a code.
    device
        As torch names it.
    """

    def __init__(self, capacity: int, width: int, device: str = "cpu") -> None:
        rows = capacity + _SPARE
        self.device = torch.device(device)
        self._codes = torch.zeros((rows, width), dtype=torch.int8, device=self.device)
        self._kinds = torch.zeros(rows, dtype=torch.int32, device=self.device)
        self._only_kind: int | None = None
        self._mixed = False
        self._lock = threading.Lock()

    @property
    def nbytes(self) -> int:
        """Memory of the codes in bytes."""
        return self._codes.nbytes + self._kinds.nbytes

    def write(self, start: int, codes: Codes, kinds: NDArray[np.integer]) -> None:
        """Store codes (n, width) from row ``start``; ``kinds`` (n,) tells which limits are theirs."""
        with self._lock:
            for kind in np.unique(kinds).tolist():
                self._mixed |= self._only_kind not in (None, kind)
                self._only_kind = kind
        stop = start + len(codes)
        if self.device.type == "cpu":
            # Torch would wake all its threads for each of these small copies.
            self._codes.numpy()[start:stop] = codes
            self._kinds.numpy()[start:stop] = kinds
        else:
            self._codes[start:stop] = torch.from_numpy(codes)
            self._kinds[start:stop] = torch.from_numpy(kinds.astype(np.int32))

    def load(self, probes: ProbeCodes) -> LoadedProbes:
        """Bring probes to the device."""
        return LoadedProbes(self.device, probes)

    def leaders(self, start: int, stop: int, probes: LoadedProbes, count: int) -> Indices:
        """Rows (count, q) of the highest bounds in a range; ``count`` must not exceed its length."""
        zero = self._limits(start, stop, probes.limits(np.zeros(probes.count)))
        above = self._products(start, stop, probes) - zero
        best = above[:, : probes.count].topk(count, dim=0).indices + start
        return np.asarray(best.cpu().numpy(), np.int64)

    def passing(
        self, start: int, stop: int, probes: LoadedProbes, thresholds: Doubles
    ) -> tuple[Indices, Indices]:
        """Find the persons of a range who may reach a threshold.

        Parameters
        ----------
        start, stop
            The range of rows.
        probes
            The probes.
        thresholds
            (q,) scores.

        Returns
        -------
        tuple
            Rows and probe numbers of all pairs whose bound is at least the threshold.
        """
        limits = probes.limits(thresholds)
        step = min(_MOST_ROWS, max(1, ELEMENTS // probes.columns))
        found = [
            self._block(begin, min(begin + step, stop), probes, limits) for begin in range(start, stop, step)
        ]
        rows, columns = zip(*found, strict=True) if found else ((), ())
        empty = np.empty(0, np.int64)
        return np.concatenate([empty, *rows]), np.concatenate([empty, *columns])

    def _block(
        self, start: int, stop: int, probes: LoadedProbes, limits: torch.Tensor
    ) -> tuple[Indices, Indices]:
        passed = self._products(start, stop, probes) >= self._limits(start, stop, limits)
        if self.device.type == "cpu":
            flat = _places(passed.numpy().reshape(-1))
            rows, columns = flat // probes.columns, flat % probes.columns
        else:
            rows, columns = passed.nonzero().cpu().numpy().T
        return rows + start, columns

    def _limits(self, start: int, stop: int, limits: torch.Tensor) -> torch.Tensor:
        """Limits of some rows, of which there is a single one if all persons have as many photos."""
        if not self._mixed:
            return limits[self._only_kind or 0]
        return limits.index_select(0, self._kinds[start:stop])

    def _products(self, start: int, stop: int, probes: LoadedProbes) -> torch.Tensor:
        end = max(stop, start + _SPARE)
        return torch._int_mm(self._codes[start:end], probes.codes)[: stop - start]


class LoadedProbes:
    """Probes on a device, in as many columns as an integer product needs."""

    def __init__(self, device: torch.device, probes: ProbeCodes) -> None:
        self.count = probes.codes.shape[1]
        self.columns = max(_FEW, -(-self.count // _COLUMNS) * _COLUMNS)
        if self.count == 1 and device.type == "cpu":
            self.columns = 1
        self._probes = probes
        codes = np.zeros((len(probes.codes), self.columns), np.int8)
        codes[:, : self.count] = probes.codes
        self.codes = torch.from_numpy(codes).to(device)

    def limits(self, thresholds: Doubles) -> torch.Tensor:
        """Limits (K, columns) int32 of the products; columns left over cannot be passed."""
        wanted = self._probes.limits(thresholds)
        limits = np.full((len(wanted), self.columns), np.iinfo(np.int32).max, np.int32)
        limits[:, : self.count] = wanted
        return torch.from_numpy(limits).to(self.codes.device)


def _places(passed: NDArray[np.bool_]) -> Indices:
    """Places of the few that are true, eight at a time."""
    whole = len(passed) // 8 * 8
    words = np.flatnonzero(passed[:whole].view(np.int64))
    bits = np.flatnonzero(passed[:whole].reshape(-1, 8)[words])
    return np.concatenate([words[bits // 8] * 8 + bits % 8, np.flatnonzero(passed[whole:]) + whole])
