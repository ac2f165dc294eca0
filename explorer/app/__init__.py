"""The Streamlit app: ``main.py`` is its entry, ``views/`` its pages; the URL is its state."""
