document.documentElement.dataset.formeditor = "here";
