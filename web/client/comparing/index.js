document.documentElement.dataset.comparing = "here";
