document.documentElement.dataset.workshop = "here";
