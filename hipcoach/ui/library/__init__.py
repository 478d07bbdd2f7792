"""The library feature: the plans and the exercises, with their moving pictures."""
