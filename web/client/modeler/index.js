document.documentElement.dataset.modeler = "here";
