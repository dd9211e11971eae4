"""The front desk: one page on the clinic's own machine to find a sheet, fit it to a patient, and print it.

A client of the rooms above, like the command line. It keeps nothing on disk; what is typed about a patient lives in
memory until the sheet is printed or ten idle minutes have gone by. Flask and waitress are loaded only from here.
"""
