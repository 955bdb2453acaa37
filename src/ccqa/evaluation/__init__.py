"""How right ccqa is: detections and verdicts beside the labels of careful readers; keeps out how it comes to them."""
