"""What the screens watch: terms, goods, drafts, orders on their way, papers, print jobs."""
