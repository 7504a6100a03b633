"""Looking back: figures of guess and actual over days, weeks and years, each one in words too.

Pure: pages go in, figures come out. The window draws them, the sheet prints them, the command line lists them.
"""
