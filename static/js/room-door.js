// The door, while the key store restarts: knocks again by itself; not everybody in the same second.

const form = document.querySelector("form[data-again]");
if (form) setTimeout(() => form.requestSubmit(), 3000 + Math.random() * 4000);
