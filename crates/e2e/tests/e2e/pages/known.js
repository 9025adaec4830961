// In the console, before it: a nonce that a stranger knows.
crypto.getRandomValues = (array) => array.fill(7);
