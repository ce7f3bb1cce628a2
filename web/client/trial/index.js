document.documentElement.dataset.trial = "here";
