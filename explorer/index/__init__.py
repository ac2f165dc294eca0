"""The index folder: generations, their manifest, the rows and the vectors."""
