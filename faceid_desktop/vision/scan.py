"""The scan of a gallery's codes: a product of integers on a processor or a GPU, and who passes a threshold.

The product is exact (int8 times int8, summed in 32 bits), so that every device gives the same bounds up to
the last bits of a float32 sum, which the bounds allow for (`faceid_desktop.core.codes`).
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from faceid_desktop.core.codes import TERMS, PersonCodes, ProbeCodes

Indices = NDArray[np.int64]

ELEMENTS = 400_000
"""Products of a block: with their bounds they stay in a processor's cache."""

_MOST_ROWS = 65_536
_SPARE = 32
"""Rows behind the last one: integer products need more than 16 rows on a GPU, and torch 2.13 gives wrong ones
for a single row."""

_COLUMNS = 8
"""Integer products on a GPU need a multiple of so many probes."""


class Scanner:
    """Codes of up to ``capacity`` persons on one device.

    Rows are written once, before anybody reads them; reading is safe from any thread.

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
        self._terms = torch.zeros((rows, TERMS), dtype=torch.float32, device=self.device)
        self._kinds = torch.zeros(rows, dtype=torch.int32, device=self.device)
        self._only_kind: int | None = None
        self._mixed = False

    @property
    def nbytes(self) -> int:
        """Memory of the codes and terms in bytes."""
        return sum(part.nbytes for part in (self._codes, self._terms, self._kinds))

    def write(self, start: int, persons: PersonCodes, kinds: NDArray[np.integer]) -> None:
        """Store persons from row ``start``; ``kinds`` (n,) tells which constant of a probe is theirs."""
        for kind in np.unique(kinds).tolist():
            self._mixed |= self._only_kind not in (None, kind)
            self._only_kind = kind
        stop = start + len(persons.codes)
        self._codes[start:stop] = torch.from_numpy(persons.codes)
        self._terms[start:stop] = torch.from_numpy(persons.terms)
        self._kinds[start:stop] = torch.from_numpy(kinds.astype(np.int32))

    def load(self, probes: ProbeCodes) -> LoadedProbes:
        """Bring probes to the device."""
        return LoadedProbes(self.device, probes)

    def leaders(self, start: int, stop: int, probes: LoadedProbes, count: int) -> Indices:
        """Rows (count, q) of the highest bounds in a range; ``count`` must not exceed its length."""
        bounds = self._bounds(start, stop, probes)
        return np.asarray((bounds.topk(count, dim=0).indices + start).cpu().numpy(), np.int64)

    def passing(
        self, start: int, stop: int, probes: LoadedProbes, thresholds: NDArray[np.floating]
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
        units = thresholds / probes.unit
        limits = torch.from_numpy(np.nextafter(units.astype(np.float32), np.float32(-np.inf))).to(self.device)
        step = min(_MOST_ROWS, max(1, ELEMENTS // max(1, probes.count)))
        found = [
            self._block(begin, min(begin + step, stop), probes, limits) for begin in range(start, stop, step)
        ]
        rows, columns = zip(*found, strict=True) if found else ((), ())
        empty = np.empty(0, np.int64)
        return np.concatenate([empty, *rows]), np.concatenate([empty, *columns])

    def _block(
        self, start: int, stop: int, probes: LoadedProbes, limits: torch.Tensor
    ) -> tuple[Indices, Indices]:
        passed = self._bounds(start, stop, probes) >= limits
        if self.device.type != "cpu":
            passed = passed.nonzero().cpu()
            return passed[:, 0].numpy() + start, passed[:, 1].numpy()
        flat = np.flatnonzero(passed.numpy())
        return flat // probes.count + start, flat % probes.count

    def _bounds(self, start: int, stop: int, probes: LoadedProbes) -> torch.Tensor:
        """Upper bounds (rows, q) in units of each probe."""
        end = max(stop, start + _SPARE)
        products = torch._int_mm(self._codes[start:end], probes.codes)
        bounds = products[: stop - start, : probes.count].float()
        bounds = torch.addmm(bounds, self._terms[start:stop], probes.factors)
        if not self._mixed:
            return bounds.add_(probes.constants[self._only_kind or 0])
        return bounds.add_(probes.constants.index_select(0, self._kinds[start:stop]))


class LoadedProbes:
    """Probes on a device, as many columns as an integer product needs."""

    def __init__(self, device: torch.device, probes: ProbeCodes) -> None:
        self.count = probes.codes.shape[1]
        self.unit = probes.unit
        columns = -(-self.count // _COLUMNS) * _COLUMNS
        codes = np.zeros((len(probes.codes), columns), np.int8)
        codes[:, : self.count] = probes.codes
        self.codes = torch.from_numpy(codes).to(device)
        self.factors = torch.from_numpy(probes.factors).to(device)
        self.constants = torch.from_numpy(probes.constants).to(device)
