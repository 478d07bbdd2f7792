"""Every page and figure in named states, as pictures: a demonstration world, and what draws it."""
