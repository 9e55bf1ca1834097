"""Guided enrolment of recorded people: ``python -m tests.campaign.guided VIDEO... [--profile loose]``.

Plays each video as if it were the camera, every frame of it, and reports when the ring was full or how far it
came, which poses were taken, why frames were rejected, and how alike the taken faces are (the log-likelihood
ratio of each to the first one; a check of liveness binds the faces to its own template in this way).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from faceid_desktop.services.bootstrap import Engine, build_engine
from faceid_desktop.services.live.enrolment_session import EnrolmentAnalyser, EnrolmentGuide
from faceid_desktop.services.live.profiles import PROFILES, EnrolmentProfile
from faceid_desktop.services.live.records import CapturedFace, GuidanceCode
from faceid_desktop.services.live.video import read_video
from faceid_desktop.settings import Settings


def enrol(engine: Engine, video: Path, profile: EnrolmentProfile, rate: float) -> dict[str, Any]:
    """Run the guided enrolment of one video until the ring is full or the video ends."""
    analyser = EnrolmentAnalyser(engine.pipeline, EnrolmentGuide(profile))
    said: Counter[GuidanceCode] = Counter()
    wrong: Counter[GuidanceCode] = Counter()
    frames, rejected, full_s, begin_ns, last_ns = 0, 0, None, None, 0
    captured: tuple[CapturedFace, ...] = ()
    ring: dict[str, str] = {}
    for frame in read_video(video, rate=rate):
        begin_ns = frame.captured_ns if begin_ns is None else begin_ns
        last_ns = frame.captured_ns
        result = analyser.analyse(frame)
        captured, frames = result.captured, frames + 1
        ring = {str(part.bin): f"{part.captured}/{part.wanted}" for part in result.guidance.ring}
        said[result.guidance.code] += 1
        rejected += bool(result.guidance.rejected)
        wrong.update(result.guidance.rejected[:1])
        if result.guidance.done:
            full_s = (last_ns - begin_ns) / 1e9
            break
    return {
        "video": video.name,
        "full_after_s": None if full_s is None else round(full_s, 1),
        "watched_s": round((last_ns - (begin_ns or 0)) / 1e9, 1),
        "ring": ring,
        "frames": frames,
        "rejected": rejected,
        "why": {str(code): count for code, count in wrong.most_common()},
        "said": {str(code): count for code, count in said.most_common()},
        "alike": _alike(engine, captured),
    }


def _alike(engine: Engine, captured: Sequence[CapturedFace]) -> list[str]:
    if not captured:
        return []
    templates = engine.pipeline.embed([each.face for each in captured])
    return [
        f"{each.bin} {engine.scorer.llr(templates[0], template):.1f}"
        for each, template in zip(captured, templates, strict=True)
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one line of JSON for each video."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("videos", nargs="+", type=Path)
    parser.add_argument("--profile", choices=sorted(PROFILES), default="default")
    parser.add_argument("--rate", type=float, default=15.0, help="frames a second that are analysed")
    options = parser.parse_args(arguments)
    engine = build_engine(Settings(), device="cpu")
    for video in options.videos:
        report = enrol(engine, video, PROFILES[options.profile], options.rate)
        sys.stdout.write(json.dumps(report) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
