"""What the machine is, and how much of it other processes took while we measured."""

import os


def processor():
    """Returns the processor's name and the number of cores."""
    names = [line.partition(":")[2].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")]
    return f"{names[0] if names else 'unknown processor'}, {os.cpu_count()} cores"


class Bystanders:
    """Counts the processor time that neither this process nor its workers used, since it was made."""

    def __init__(self, workers):
        self.processes = [os.getpid(), *(worker.process.pid for worker in workers)]
        self.began = self.ticks()

    def ticks(self):
        """Returns clock ticks so far: of the whole machine, busy ones, and busy ones of our own."""
        # user nice system idle iowait irq softirq steal
        machine = [int(field) for field in open("/proc/stat").readline().split()[1:9]]
        own = 0
        for process in self.processes:
            try:
                fields = open(f"/proc/{process}/stat").read().rpartition(")")[2].split()
            except OSError:
                continue
            own += int(fields[11]) + int(fields[12])
        return sum(machine), sum(machine) - machine[3] - machine[4], own

    def share(self):
        """Returns the share of all cores' time that others used, 0 to 1."""
        total, busy, own = (now - then for now, then in zip(self.ticks(), self.began))
        return max(0.0, busy - own) / total if total > 0 else 0.0
