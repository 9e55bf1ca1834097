"""Live video: capture that can be killed, tracking, evidence that grows over a track, guided enrolment."""
