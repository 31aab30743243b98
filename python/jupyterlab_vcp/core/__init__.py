"""Pure rules of the domain: no network, no files, no Tornado.

Everything here turns text and plain data into values and back, so that it can be tested as tables.
"""
