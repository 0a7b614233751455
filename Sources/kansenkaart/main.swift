print("kansenkaart")
