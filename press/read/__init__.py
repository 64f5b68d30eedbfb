"""The reading room: all that a job is printed from is opened here, once, and nowhere else."""
