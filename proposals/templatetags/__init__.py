"""Small helps for the templates of this app."""
