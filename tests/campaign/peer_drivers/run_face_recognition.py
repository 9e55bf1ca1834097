"""The face_recognition package (dlib), as its documentation uses it: HOG detector, 5 points, ResNet.

Runs in an environment of its own; see `run_faceid` for what it reads and writes.
"""

import json
import sys
import time
from importlib import metadata

import dlib
import face_recognition


def main() -> None:
    """Answer every path."""
    version = f"face_recognition {metadata.version('face_recognition')}, dlib {dlib.__version__}"
    sys.stdout.write(json.dumps({"version": version}) + "\n")
    for line in sys.stdin:
        image = face_recognition.load_image_file(line.rstrip("\n"))
        begin = time.process_time()
        places = face_recognition.face_locations(image)
        found = time.process_time()
        vectors = face_recognition.face_encodings(image, places)
        answer = {
            "faces": [
                {"box": [left, top, right, bottom], "vector": vector.tolist()}
                for (top, right, bottom, left), vector in zip(places, vectors, strict=True)
            ],
            "detect_ms": (found - begin) * 1000,
            "encode_ms": (time.process_time() - found) * 1000,
        }
        sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
