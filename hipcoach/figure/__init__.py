"""What the window shows of the drawn person: pictures that a helper process paints ahead, and marks laid over them.

`api` loads a figure; `moments` says which part of its movement a moment of the session shows; `pictures` hands out what
is painted already and has the rest painted by the helper (`renderer`); `film` plays the frames of a movement; `marks`
draws arrows and the letter of the side. What is wanted last is painted first, a movement's ends before what lies
between; until then a shipped poster is shown. `loader` reads kept frames in a thread: the window never waits for them.
A helper that dies is started again; a file that is not whole is painted anew. The person itself is in the room `body`,
which the window never runs.
"""
