"""Parts of pages that two or more features use: pictures and cards of exercises, reasons, stop pages, the week's form.

They know the product, but no feature: what they need is handed to them. A part that only one feature uses stands in
that feature's own folder. Read `why` first: it is the line "Why?" of most pages.
"""
