"""What people are shown: summaries in the terminal, the nightly report, an agent's feedback; keeps out HTTP and rules."""
