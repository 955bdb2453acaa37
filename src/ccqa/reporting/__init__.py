"""What people are shown: summaries in the terminal, the nightly report, feedback for coaches; keeps out HTTP."""
