"""One handout for many patients: data is read row by row, put into the text as it was typed, and never kept.

What belongs to a patient goes into that patient's copy and nowhere else: not into names of files, messages, properties.
"""
