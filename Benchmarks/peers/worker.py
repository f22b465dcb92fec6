"""A process that is asked to time something, and stands still at all other times."""

import json
import os
import select
import signal
import subprocess


class Worker:
    """Speaks the protocol of serving.py with a process, which is stopped while it is not asked.

    Thread pools spin for a while after their work; stopped, they do not disturb the one whose turn it is.
    """

    def __init__(self, name, command, environment=None):
        self.name = name
        try:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, **(environment or {})},
                preexec_fn=os.setpgrp,
            )
        except OSError as error:
            raise SystemExit(f"compare: cannot start {' '.join(command)}: {error.strerror}")

    def signal(self, number):
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            pass

    def ask(self, request, timeout=180):
        """Returns the answer to a request; a process that has gone or hangs answers with an error, and is ended."""
        self.signal(signal.SIGCONT)
        try:
            self.process.stdin.write(json.dumps(request).encode() + b"\n")
            self.process.stdin.flush()
            ready, _, _ = select.select([self.process.stdout], [], [], timeout)
            if not ready:
                self.close()
                return {"error": f"{self.name} did not answer for {timeout:.0f} s"}
            line = self.process.stdout.readline()
            if not line:
                return {"error": f"{self.name} has ended with status {self.process.wait(10)}"}
            answer = json.loads(line)
            if "error" not in answer and not answer["ms"] > 0:
                answer["error"] = f"ms is {answer['ms']}, expected more than 0"
            return answer
        except BrokenPipeError:
            return {"error": f"{self.name} has ended with status {self.process.wait(10)}"}
        except (ValueError, KeyError, TypeError) as error:
            return {"error": f"{self.name} answered {line!r}: {error!r}"}
        finally:
            self.signal(signal.SIGSTOP)

    def close(self):
        self.signal(signal.SIGKILL)
        self.process.wait()
