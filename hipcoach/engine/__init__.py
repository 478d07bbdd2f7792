"""A session as it runs: steps unrolled from a plan, a table of states, events; time is an argument."""
