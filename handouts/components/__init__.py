"""One function per kind of block: model in, strips out."""
